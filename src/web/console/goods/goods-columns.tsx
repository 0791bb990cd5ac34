import { Button } from 'antd'
import type { GoodsItem } from '../../api/answers.ts'
import { useMay } from '../../session/session.ts'
import { goodsKindWords, goodsTexts, goodsUnitWords } from '../../texts/goods.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import type { Column } from '../../ui/data-list.tsx'
import { useFormats } from '../../ui/formats.ts'
import { pageNow } from '../../ui/page-now.ts'

type Shown = { isUnlisted: boolean; show: (goods: GoodsItem) => void }

export function useGoodsColumns({ isUnlisted, show }: Shown): Column<GoodsItem>[] {
  const t = useTexts(goodsTexts)
  const kind = useWord(goodsKindWords)
  const unit = useWord(goodsUnitWords)
  const { money, instant, dayOfInstant } = useFormats()
  const mayReadCost = useMay()('catalog.read-cost')
  const cost: Column<GoodsItem> = {
    key: 'cost',
    title: t('cost'),
    text: ({ costCents = null }) => (costCents === null ? '' : money(costCents)),
    isNumber: true,
  }
  const columns: Column<GoodsItem>[] = [
    {
      key: 'name',
      title: t('name'),
      text: row => row.name,
      show: row => (
        <Button
          type="link"
          className="link-in-list wraps"
          aria-label={t('open', { name: row.name })}
          onClick={() => show(row)}
        >
          {row.name}
        </Button>
      ),
    },
    { key: 'sku', title: t('sku'), text: row => row.sku },
    { key: 'class', title: t('class'), text: row => row.class ?? '' },
    { key: 'brand', title: t('brand'), text: row => row.brand ?? '' },
  ]
  if (isUnlisted)
    return [...columns, { key: 'seen', title: t('firstSeen'), text: row => dayOfInstant(row.firstSeenAt) }]
  return [
    ...columns,
    { key: 'kind', title: t('kind'), text: row => kind(row.kind) },
    { key: 'unit', title: t('unit'), text: row => unit(row.unit) },
    ...(mayReadCost ? [cost] : []),
    {
      key: 'onSale',
      title: t('onSale'),
      text: row =>
        row.onSaleAt === null || new Date(row.onSaleAt) <= pageNow()
          ? t('alreadyOnSale')
          : t('opensAt', { at: instant(row.onSaleAt) }),
    },
  ]
}
