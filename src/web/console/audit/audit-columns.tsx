import type { AuditRecord } from '../../api/answers.ts'
import { auditTexts, callerWords, outcomeWords } from '../../texts/audit.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { Chip } from '../../ui/chip.tsx'
import type { Column } from '../../ui/data-list.tsx'
import { useFormats } from '../../ui/formats.ts'
import { PageLink } from '../../ui/page-link.tsx'
import { paths } from '../../ui/paths.ts'

const tones = { done: 'plain', refused: 'warn', repeated: 'plain', failed: 'warn' } as const

/** When, who, what and how it ended: what both lists of records begin with. */
export function useDeedColumns(): Column<AuditRecord>[] {
  const t = useTexts(auditTexts)
  const caller = useWord(callerWords)
  const outcome = useWord(outcomeWords)
  const { instant, count } = useFormats()
  const what = ({ title, shownMembers }: AuditRecord) =>
    shownMembers === null || shownMembers < 2 ? title : t('shown', { what: title, count: count(shownMembers) })
  const ended = (row: AuditRecord) => [outcome(row.outcome), row.code ?? ''].filter(Boolean).join(' · ')
  return [
    { key: 'when', title: t('when'), text: row => instant(row.at) },
    {
      key: 'who',
      title: t('who'),
      text: row => row.callerName ?? [caller(row.callerKind), row.callerId].join(' ').trim(),
    },
    { key: 'what', title: t('what'), text: what, show: row => <span className="wraps">{what(row)}</span> },
    {
      key: 'outcome',
      title: t('outcome'),
      text: ended,
      show: row => (
        <>
          <Chip tone={tones[row.outcome]}>{outcome(row.outcome)}</Chip>
          {row.code === null ? null : <div className="soft breaks">{row.code}</div>}
        </>
      ),
    },
  ]
}

/** The rest, for the whole trail. */
export function useSubjectColumns(): Column<AuditRecord>[] {
  const t = useTexts(auditTexts)
  const { count } = useFormats()
  const numberOf = ({ number }: AuditRecord) => (number === null ? t('notSealedYet') : count(number))
  return [
    {
      key: 'member',
      title: t('member'),
      text: row => row.memberNumber ?? '',
      show: row =>
        row.memberNumber === null ? '' : <PageLink path={paths.member(row.memberNumber)}>{row.memberNumber}</PageLink>,
    },
    {
      key: 'thing',
      title: t('subject'),
      text: row => row.thing ?? '',
      show: row => (row.thing === null ? '' : <span className="thing breaks">{row.thing}</span>),
    },
    { key: 'store', title: t('store'), text: row => row.storeCode ?? '' },
    { key: 'from', title: t('from'), text: row => row.address },
    { key: 'number', title: t('number'), text: numberOf, isNumber: true },
  ]
}
