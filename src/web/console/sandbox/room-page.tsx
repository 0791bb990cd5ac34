import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Flex, Popconfirm, Spin } from 'antd'
import { useAction } from '../../api/action.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { askForRoom, readSandbox, type Sandbox } from '../../api/sandbox.ts'
import { useTexts } from '../../texts/phrases.ts'
import { sandboxTexts } from '../../texts/sandbox.ts'
import { DetailCard } from '../../ui/detail-card.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Page } from '../../ui/page.tsx'
import { consoleBase } from '../../ui/paths.ts'

type Room = NonNullable<Sandbox['room']>

/** While something is being done about it, somebody waits for it. */
const lookMs = 1_000

const isBusy = (room: Room | null | undefined) => room?.state === 'waiting' || room?.state === 'making'

export function RoomPage() {
  const t = useTexts(sandboxTexts)
  const found = useQuery({
    queryKey: queryKeys.sandbox,
    queryFn: readSandbox,
    refetchInterval: query => (isBusy(query.state.data?.room) ? lookMs : false),
  })
  const room = found.data?.room ?? null
  return (
    <Page title={t('title')} about={t('about')}>
      {found.error ? <ErrorNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data ? room && room.state !== 'closed' ? <RoomCard room={room} /> : <NoRoom /> : null}
    </Page>
  )
}

function useAsking() {
  const cache = useQueryClient()
  return useAction({
    send: askForRoom,
    onDone: answer => cache.setQueryData(queryKeys.sandbox, answer),
    asker: 'button',
  })
}

function NoRoom() {
  const t = useTexts(sandboxTexts)
  const asking = useAsking()
  return (
    <DetailCard title={t('none')}>
      <Flex gap={8} wrap>
        <Button
          type="primary"
          loading={asking.isBusy}
          onClick={() => asking.start({ action: 'open', contents: 'members' })}
        >
          {t('openMembers')}
        </Button>
        <Button disabled={asking.isBusy} onClick={() => asking.start({ action: 'open', contents: 'empty' })}>
          {t('openEmpty')}
        </Button>
      </Flex>
    </DetailCard>
  )
}

function RoomCard({ room }: { room: Room }) {
  const t = useTexts(sandboxTexts)
  const { instant } = useFormats()
  const asking = useAsking()
  const state = room.state === 'closed' ? 'none' : room.state
  const details = [
    { label: t('state'), value: t(state) },
    { label: t('inside'), value: t(room.contents) },
    { label: t('askedAt'), value: instant(room.askedAt) },
  ]
  return (
    <DetailCard title={t('title')} details={details}>
      <div className="stack sandbox-room">
        {isBusy(room) ? (
          <output>
            <Spin size="small" /> {t(room.contents === 'members' ? 'makingMembers' : 'making')}
          </output>
        ) : null}
        {room.problem ? <Alert role="alert" type="error" showIcon title={room.problem} /> : null}
        {room.address ? <p className="page-about">{t('signInAgain')}</p> : null}
        <Flex gap={8} wrap>
          {room.address ? (
            <Button type="primary" href={`${room.address}${consoleBase}/sandbox`} target="_blank">
              {t('enter')}
            </Button>
          ) : null}
          <Popconfirm title={t('resetSure')} onConfirm={() => asking.start({ action: 'reset' })}>
            <Button disabled={isBusy(room)}>{t('reset')}</Button>
          </Popconfirm>
          <Popconfirm title={t('removeSure')} onConfirm={() => asking.start({ action: 'remove' })}>
            <Button danger>{t('remove')}</Button>
          </Popconfirm>
        </Flex>
      </div>
    </DetailCard>
  )
}
