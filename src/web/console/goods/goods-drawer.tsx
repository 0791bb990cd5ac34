import { Drawer } from 'antd'
import { useState } from 'react'
import type { GoodsItem } from '../../api/answers.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { goodsKindWords, goodsTexts, goodsUnitWords } from '../../texts/goods.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { Details } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'
import { pageNow } from '../../ui/page-now.ts'
import { EarlyWindows } from './early-windows.tsx'
import { GoodsForm } from './goods-form.tsx'

type GoodsDrawerProps = { goods: GoodsItem | null; isOpen: boolean; onClose: () => void }

/** One item of the catalogue: seen, then changed. Without goods, something new is entered. */
export function GoodsDrawer({ goods, isOpen, onClose }: GoodsDrawerProps) {
  const t = useTexts(goodsTexts)
  const [isChanging, setIsChanging] = useState(goods === null)
  return (
    <Drawer open={isOpen} onClose={onClose} size={520} title={goods?.name ?? t('add')} destroyOnHidden>
      {isChanging ? (
        <GoodsForm goods={goods} onDone={onClose} onCancel={goods ? () => setIsChanging(false) : onClose} />
      ) : goods ? (
        <div className="stack">
          <Facts goods={goods} />
          <EarlyWindows goods={goods} />
          <div>
            <PermittedButton needs="organisation.manage" type="primary" onClick={() => setIsChanging(true)}>
              {t(goods.isListed ? 'change' : 'enter')}
            </PermittedButton>
          </div>
        </div>
      ) : null}
    </Drawer>
  )
}

function Facts({ goods }: { goods: GoodsItem }) {
  const t = useTexts(goodsTexts)
  const kind = useWord(goodsKindWords)
  const unit = useWord(goodsUnitWords)
  const { money, instant } = useFormats()
  const { sku, brand, isListed, costCents, onSaleAt, firstSeenAt } = goods
  const isOnSale = onSaleAt === null || new Date(onSaleAt) <= pageNow()
  return (
    <Details
      details={[
        { label: t('sku'), value: sku },
        { label: t('state'), value: t(isListed ? 'isListed' : 'isUnlisted') },
        { label: t('class'), value: goods.class },
        { label: t('brand'), value: brand },
        { label: t('kind'), value: kind(goods.kind) },
        { label: t('unit'), value: unit(goods.unit) },
        ...(costCents === undefined ? [] : [{ label: t('cost'), value: costCents === null ? null : money(costCents) }]),
        { label: t('onSale'), value: isOnSale ? t('alreadyOnSale') : t('opensAt', { at: instant(onSaleAt) }) },
        { label: t('firstSeen'), value: instant(firstSeenAt) },
      ]}
    />
  )
}
