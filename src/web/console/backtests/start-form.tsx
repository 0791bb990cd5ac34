import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Flex, Input, InputNumber, Segmented, Upload } from 'antd'
import { useState } from 'react'
import { addDays, addMonths } from '../../../shared/calendar.ts'
import { useAction } from '../../api/action.ts'
import type { BacktestStart } from '../../api/answers.ts'
import { startBacktest } from '../../api/backtests.ts'
import { readProgram, readPrograms } from '../../api/programs.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { backtestTexts } from '../../texts/backtests.ts'
import { useTexts } from '../../texts/phrases.ts'
import { DayPicker } from '../../ui/day-picker.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { BehaviourSliders, type Shares } from './behaviour-sliders.tsx'

/** What a back-test needs: the draft, the period, and how members use their points. */
export function StartForm() {
  const t = useTexts(backtestTexts)
  const { today } = useFormats()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [document, setDocument] = useState('')
  const [against, setAgainst] = useState<BacktestStart['against']>('receipts')
  const [isEarlier, setEarlier] = useState(false)
  const [period, setPeriod] = useState({ from: addDays(addMonths(today(), -12), 1), to: today() })
  const [shares, setShares] = useState<Shares | null>(null)
  const [waitDays, setWaitDays] = useState<number | null>(null)
  const { start, isBusy, errorText } = useAction({
    send: startBacktest,
    onDone: ({ backtestId }) => {
      void client.invalidateQueries({ queryKey: queryKeys.backtests })
      void navigate(paths.backtest(backtestId))
    },
    asker: 'form',
  })
  const opening = isEarlier && against === 'receipts' ? 'earlier' : 'zero'
  const aboutWay = against === 'live' ? t('liveAbout') : t(isEarlier ? 'earlierAbout' : 'receiptsAbout')
  return (
    <DetailCard title={t('start')}>
      <Flex vertical gap={14} className="backtest-form">
        <DraftField document={document} onChange={setDocument} />
        <Flex gap={16} wrap align="center">
          <Segmented
            aria-label={t('against')}
            value={against}
            onChange={setAgainst}
            options={(['receipts', 'live'] as const).map(value => ({ value, label: t(value) }))}
          />
          {against === 'receipts' ? (
            <Checkbox checked={isEarlier} onChange={event => setEarlier(event.target.checked)}>
              {t('openingEarlier')}
            </Checkbox>
          ) : null}
        </Flex>
        <p className="soft">{aboutWay}</p>
        <Flex gap={8} align="center" className="day-pair">
          <span aria-hidden>{t('from')}</span>
          <DayPicker
            label={t('from')}
            value={period.from}
            dayMax={period.to}
            onChange={from => from && setPeriod({ ...period, from })}
          />
          <span aria-hidden>{t('to')}</span>
          <DayPicker
            label={t('to')}
            value={period.to}
            dayMin={period.from}
            dayMax={today()}
            onChange={to => to && setPeriod({ ...period, to })}
          />
        </Flex>
        <WaitField document={document} days={waitDays} onChange={setWaitDays} />
        <BehaviourSliders document={document} shares={shares} onChange={setShares} />
        {errorText ? <Alert type="error" role="alert" title={errorText} /> : null}
        <Flex>
          <PermittedButton
            needs="programs.publish"
            type="primary"
            loading={isBusy}
            reason={document.trim() === '' ? t('draftFirst') : null}
            onClick={() =>
              start({
                document,
                against,
                opening,
                ...period,
                ...(shares ?? {}),
                ...(waitDays === null ? {} : { waitDays }),
              })
            }
          >
            {t('run')}
          </PermittedButton>
        </Flex>
      </Flex>
    </DetailCard>
  )
}

/** Asked only of a draft whose points wait for something. */
function WaitField({
  document,
  days,
  onChange,
}: {
  document: string
  days: number | null
  onChange: (days: number | null) => void
}) {
  const t = useTexts(backtestTexts)
  if (!/pending:\s*["']?until /.test(document)) return null
  return (
    <Flex gap={8} align="center" wrap>
      <span id="backtest-wait">{t('waitDays')}</span>
      <InputNumber
        aria-labelledby="backtest-wait"
        min={0}
        max={365}
        precision={0}
        value={days}
        placeholder={t('asRecorded')}
        onChange={onChange}
      />
    </Flex>
  )
}

function DraftField({ document, onChange }: { document: string; onChange: (document: string) => void }) {
  const t = useTexts(backtestTexts)
  const own = useOwnText()
  const { data } = useQuery({ queryKey: queryKeys.programs, queryFn: readPrograms })
  return (
    <>
      <p className="soft">{t('draftAbout')}</p>
      <Flex gap={8} wrap>
        {data?.programs.map(({ code, name }) => (
          <Button key={code} onClick={() => void readProgram(code).then(program => onChange(program.document))}>
            {t('beginFrom', { name: own(name) })}
          </Button>
        ))}
        <Upload
          accept=".yaml,.yml,.json"
          showUploadList={false}
          beforeUpload={file => {
            void file.text().then(onChange)
            // Read here; nothing is sent before the back-test starts.
            return false
          }}
        >
          <Button>{t('chooseFile')}</Button>
        </Upload>
      </Flex>
      <Input.TextArea
        aria-label={t('draft')}
        placeholder={t('draft')}
        className="yaml-field"
        rows={10}
        value={document}
        onChange={event => onChange(event.target.value)}
      />
    </>
  )
}
