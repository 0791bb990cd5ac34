import { Alert } from 'antd'
import type { ProgramDiff } from '../../api/answers.ts'
import { useTexts } from '../../texts/phrases.ts'
import { releaseTexts } from '../../texts/programs.ts'
import { useOwnText } from '../../ui/language.ts'

/** What differs, one sentence a line. */
export function Differences({ diff, label }: { diff: Pick<ProgramDiff, 'isSameText' | 'differences'>; label: string }) {
  const t = useTexts(releaseTexts)
  const own = useOwnText()
  if (diff.differences.length === 0)
    return <Alert type="info" showIcon title={diff.isSameText ? t('sameText') : t('sameRules')} />
  return (
    <ul className="differences" aria-label={label}>
      {diff.differences.map(({ kind, texts }) => (
        <li key={texts['zh-CN']} className={`is-${kind}`}>
          {own(texts)}
        </li>
      ))}
    </ul>
  )
}
