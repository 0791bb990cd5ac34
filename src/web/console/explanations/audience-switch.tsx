import { Segmented } from 'antd'
import { type Audience, audiences } from '../../../shared/audiences.ts'
import { useMay } from '../../session/session.ts'
import { audienceWords, explanationTexts } from '../../texts/explanations.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'

/** For whom the reasons are told. The auditor's words need the ledger and the programs. */
export function AudienceSwitch({ value, onChange }: { value: Audience; onChange: (audience: Audience) => void }) {
  const t = useTexts(explanationTexts)
  const word = useWord(audienceWords)
  const may = useMay()
  const isAuditorOpen = may('ledger.read') && may('programs.read')
  return (
    <Segmented
      aria-label={t('audience')}
      value={value}
      onChange={onChange}
      options={audiences.map(audience => ({
        value: audience,
        label: word(audience),
        disabled: audience === 'auditor' && !isAuditorOpen,
      }))}
    />
  )
}
