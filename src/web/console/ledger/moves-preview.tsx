import { ledgerTexts } from '../../texts/ledger.ts'
import { useTexts } from '../../texts/phrases.ts'
import { transferTexts } from '../../texts/transfer.ts'
import { useFormats } from '../../ui/formats.ts'
import type { GivenBalance } from './give-button.tsx'
import { whatMoves } from './what-moves.ts'

const perKeys = { day: 'perDay', week: 'perWeek', month: 'perMonth', year: 'perYear' } as const
const shownMax = 5

/** The limit, and which lots would move with which last days. */
export function MovesPreview({ balance, points }: { balance: GivenBalance; points: number }) {
  const t = useTexts(transferTexts)
  const ledger = useTexts(ledgerTexts)
  const { count, day } = useFormats()
  const said = (value: number) => ledger('points', { count: count(value) })
  const { most, per } = balance.transfer
  const moves = points > 0 && points <= balance.usable ? whatMoves(balance.lots, points) : []
  return (
    <div className="spaced" aria-live="polite">
      <p className="soft">{t(perKeys[per], { points: said(most) })}</p>
      {points > balance.usable ? <p>{t('tooMany', { points: said(balance.usable) })}</p> : null}
      {moves.length > 0 ? (
        <>
          <div>{t('moves')}</div>
          <ul className="plain-list lots" aria-label={t('moves')}>
            {moves.slice(0, shownMax).map(move => (
              <li key={move.lotNumber}>
                <span>{said(move.points)}</span>
                <span className="soft">
                  {move.lastDay ? ledger('expires', { day: day(move.lastDay) }) : ledger('never')}
                </span>
              </li>
            ))}
          </ul>
          {moves.length > shownMax ? (
            <p className="soft">{t('moreLots', { count: count(moves.length - shownMax) })}</p>
          ) : null}
        </>
      ) : null}
    </div>
  )
}
