import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import type { Program } from '../../api/answers.ts'
import { readDiff, rollBack } from '../../api/programs.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { useTexts } from '../../texts/phrases.ts'
import { programTexts, releaseTexts } from '../../texts/programs.ts'
import { EntryDialog } from '../../ui/entry-form.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useOpener } from '../../ui/opener.ts'
import { Differences } from './differences.tsx'
import { useProgramAction } from './use-program-action.ts'

/** The dialog is the confirmation: it says in words what changes, and in how many stores. */
export function RollBackButton({ program }: { program: Program }) {
  const t = useTexts(releaseTexts)
  const p = useTexts(programTexts)
  const opener = useOpener()
  const rolling = useProgramAction({ send: rollBack, said: t('rolledBack'), onDone: opener.close })
  const newestInForce = Math.max(0, ...program.inForce.map(({ version }) => version ?? 0))
  const earlier = program.versions.filter(({ version }) => version < newestInForce)
  const [first] = earlier
  return (
    <>
      <PermittedButton needs="programs.approve" danger reason={first ? null : t('noEarlier')} onClick={opener.open}>
        {t('rollBack')}
      </PermittedButton>
      <EntryDialog
        key={opener.opening}
        isOpen={opener.isOpen}
        onCancel={opener.close}
        label={t('rollBackTitle')}
        about={t('rollBackAbout')}
        fields={[
          {
            name: 'version',
            label: t('to'),
            kind: 'choice',
            isRequired: true,
            options: earlier.map(({ version }) => ({
              value: String(version),
              label: p('versionNumber', { version }),
            })),
          },
          {
            name: 'stores',
            label: t('storesOnly'),
            kind: 'choices',
            hint: t('storesHint'),
            options: program.inForce.map(({ storeCode, storeName }) => ({
              value: storeCode,
              label: `${storeName} (${storeCode})`,
            })),
          },
          {
            name: 'why',
            label: t('why'),
            kind: 'area',
            isRequired: true,
            lengthMin: 3,
            lengthMax: 500,
            hint: t('whyHint'),
          },
        ]}
        initial={first ? { version: String(first.version) } : {}}
        preview={({ version, stores }) =>
          version ? <Consequences program={program} to={Number(version)} stores={listed(stores)} /> : null
        }
        submitText={t('rollBackNow')}
        isBusy={rolling.isBusy}
        errorText={rolling.errorText}
        onSubmit={({ version, stores, why }) => {
          const storeCodes = listed(stores)
          rolling.start({
            code: program.code,
            version: Number(version),
            why,
            ...(storeCodes.length > 0 ? { storeCodes } : {}),
          })
        }}
      />
    </>
  )
}

const listed = (stores: string | undefined) => (stores ? stores.split(',') : [])

/** What changes differs between stores that have different versions now: each of these is told. */
function Consequences({ program, to, stores }: { program: Program; to: number; stores: readonly string[] }) {
  const touched = program.inForce.filter(({ storeCode }) => stores.length === 0 || stores.includes(storeCode))
  const groups = [...Map.groupBy(touched, ({ version }) => version)]
  return (
    <div className="consequences">
      {groups.map(([from, ofVersion]) =>
        from === null || from === to ? null : (
          <Consequence key={from} code={program.code} from={from} to={to} count={ofVersion.length} />
        ),
      )}
    </div>
  )
}

function Consequence({ code, from, to, count }: { code: string; from: number; to: number; count: number }) {
  const t = useTexts(releaseTexts)
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.programDiff(code, from, to),
    queryFn: () => readDiff(code, from, to),
  })
  return (
    <section>
      <p>{t('changesIn', { count })}</p>
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Differences diff={data} label={t('changesIn', { count })} /> : error ? null : <Skeleton active />}
    </section>
  )
}
