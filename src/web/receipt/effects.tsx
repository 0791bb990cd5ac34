import type { Effect } from '../api/answers.ts'
import { useTexts, useWord } from '../texts/phrases.ts'
import { effectKinds, receiptTexts } from '../texts/receipts.ts'
import { tillTexts } from '../texts/till.ts'
import { Chip, type Tone } from '../ui/chip.tsx'
import { useFormats } from '../ui/formats.ts'

const tones: Partial<Record<Effect['kind'], Tone>> = {
  earned: 'good',
  'given-back': 'good',
  'level-moved': 'gold',
  benefit: 'gold',
  redeemed: 'accent',
  offer: 'accent',
  'gift-due': 'gold',
  'level-discount': 'accent',
  'program-named': 'plain',
  'sold-early': 'gold',
  'bought-early': 'gold',
  'without-original': 'warn',
  'debt-settled': 'warn',
  shortfall: 'warn',
}

/** What a receipt did or would do, each with its reasons, in the words of the server. */
export function Effects({ effects, label }: { effects: readonly Effect[]; label: string }) {
  const t = useTexts(receiptTexts)
  const kind = useWord(effectKinds)
  if (effects.length === 0) return <p className="soft">{t('noEffects')}</p>
  return (
    <ul className="effects" aria-label={label}>
      {effects.map((effect, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two effects may be alike, and they never move.
        <li key={`${effect.kind}-${index}`}>
          <div className="effect-head">
            <Chip tone={effect.points === 0 ? 'plain' : (tones[effect.kind] ?? 'plain')}>{kind(effect.kind)}</Chip>
            <Amount effect={effect} />
          </div>
          <ul className="reasons">
            {effect.reasons
              .filter(({ code }) => !isToldByDay(code, effect))
              .map(reason => (
                <li key={`${reason.code}-${reason.text}`}>{reason.text}</li>
              ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

/** Reasons that say no more than the day beside the points does. */
const isToldByDay = (code: string, { expiresAt }: Effect) => code === 'valid-through' && expiresAt !== null

/** A day that activity moves on is told by its reason, with what moves it. */
const isToldByReason = ({ reasons }: Effect) => reasons.some(({ code }) => code === 'valid-while-active')

function Amount({ effect }: { effect: Effect }) {
  const t = useTexts(tillTexts)
  const { count, money, lastDayBefore } = useFormats()
  const parts = [
    ...(effect.points === null || effect.points === 0
      ? []
      : [t('plainPoints', { count: count(Math.abs(effect.points)) })]),
    ...(effect.amountCents === null ? [] : [money(effect.amountCents)]),
    ...(effect.expiresAt === null || isToldByReason(effect)
      ? []
      : [t('expires', { day: lastDayBefore(effect.expiresAt) })]),
  ]
  return <strong className="figures">{parts.join(' · ')}</strong>
}
