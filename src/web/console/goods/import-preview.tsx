import { Alert } from 'antd'
import type { GoodsFileAnswer } from '../../../shared/contract/imports.ts'
import { goodsKindWords, goodsUnitWords } from '../../texts/goods.ts'
import { goodsFieldWords, goodsImportTexts } from '../../texts/goods-import.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'

/** What a file would change, and what is wrong with it by line. */
export function ImportPreview({ trial }: { trial: GoodsFileAnswer }) {
  const t = useTexts(goodsImportTexts)
  const own = useOwnText()
  const { count } = useFormats()
  const { added, changed, same, rejected, unusedColumns } = trial
  const sums = { added: count(added), changed: count(changed), same: count(same), rejected: count(rejected) }
  return (
    <>
      <Alert type={rejected > 0 ? 'warning' : 'info'} showIcon title={t('sums', sums)} />
      {trial.notes.map(note => (
        <p key={note['zh-CN']} className="soft">
          {own(note)}
        </p>
      ))}
      {unusedColumns.length > 0 ? <p className="soft">{t('unused', { columns: unusedColumns.join(', ') })}</p> : null}
      <Rejects trial={trial} />
      <Changes trial={trial} />
    </>
  )
}

function Rejects({ trial: { rejects, rejected } }: { trial: GoodsFileAnswer }) {
  const t = useTexts(goodsImportTexts)
  const own = useOwnText()
  const { count } = useFormats()
  if (rejects.length === 0) return null
  return (
    <section aria-label={t('rejects')}>
      <h3 className="card-title">{t('rejects')}</h3>
      <ul className="import-list">
        {rejects.map(({ lineNumber, texts }) => (
          <li key={lineNumber}>{t('line', { number: lineNumber, text: own(texts) })}</li>
        ))}
      </ul>
      {rejected > rejects.length ? (
        <p className="soft">{t('more', { count: count(rejected - rejects.length) })}</p>
      ) : null}
    </section>
  )
}

function Changes({ trial: { changes, added, changed } }: { trial: GoodsFileAnswer }) {
  const t = useTexts(goodsImportTexts)
  const { count } = useFormats()
  if (changes.length === 0) return null
  const more = added + changed - changes.length
  return (
    <section aria-label={t('changes')}>
      <h3 className="card-title">{t('changes')}</h3>
      <ul className="import-list">
        {changes.map(change => (
          <li key={change.sku}>
            <ChangeLine change={change} />
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="soft">{t('more', { count: count(more) })}</p> : null}
    </section>
  )
}

function ChangeLine({ change: { sku, name, isNew, fields } }: { change: GoodsFileAnswer['changes'][number] }) {
  const t = useTexts(goodsImportTexts)
  const field = useWord(goodsFieldWords)
  const spoken = useSpokenValue()
  const told = fields.map(({ field: one, before, after }) =>
    isNew
      ? t('isNow', { field: field(one), after: spoken(one, after) })
      : t('becomes', { field: field(one), before: spoken(one, before), after: spoken(one, after) }),
  )
  return (
    <>
      <strong>{isNew ? t('new', { sku, name }) : t('old', { sku, name })}</strong> {told.join('; ')}
    </>
  )
}

function useSpokenValue() {
  const kind = useWord(goodsKindWords)
  const unit = useWord(goodsUnitWords)
  const { money, instant } = useFormats()
  return (field: string, value: string | null) => {
    if (value === null) return '—'
    if (field === 'unit') return unit(value)
    if (field === 'kind') return kind(value)
    if (field === 'costCents') return money(Number(value))
    return field === 'onSaleAt' ? instant(value) : value
  }
}
