import { commonTexts } from '../texts/common.ts'
import { useTexts } from '../texts/phrases.ts'

/** A seal with 熟, beside the product's name. */
export function Brand() {
  const t = useTexts(commonTexts)
  return (
    <span className="brand">
      <span className="seal" aria-hidden>
        熟
      </span>
      <span className="brand-name">{t('product')}</span>
    </span>
  )
}
