import { Button, Form, Select } from 'antd'
import { useId } from 'react'
import { isPlainFile, setName } from '../../../program/edit-names.ts'
import { addItem } from '../../../program/edit-program.ts'
import type { Path } from '../../../program/findings.ts'
import type { Texts } from '../../../shared/languages.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { formTexts, offerFormTexts, wordLabels } from '../../texts/program-forms.ts'
import { CouponFields } from './coupon-fields.tsx'
import { freeCode, isRecord, itemsOf, textOf, useCodes, useFormDesk, useLevelCodes } from './form-desk.ts'
import { ItemCard } from './item-card.tsx'
import { Parts } from './level-forms.tsx'
import { NameField } from './name-field.tsx'
import { isEasyKind, kindOf, offerKinds, withKind } from './offer-kinds.ts'
import { StepsField } from './steps-field.tsx'
import { ChoicesField, OtherWords, ValueField } from './value-field.tsx'
import { useLevelName, useValueLabel } from './value-label.ts'

const offersPath: Path = ['offers']
const newOffer: Texts = { 'zh-CN': '新促销', 'zh-TW': '新促銷', en: 'New offer' }

/** The offers with what most of them have: what they take off, for whom, when, how often, by coupon or by itself. */
export function OfferForms() {
  const t = useTexts(offerFormTexts)
  const { source, apply } = useFormDesk()
  const codes = useCodes(offersPath, 'offer')
  const add = () => {
    const name = isPlainFile(source) ? newOffer['zh-CN'] : newOffer
    const offer = { offer: freeCode('offer', codes), name, off: '¥10', when: { 'basket-from': '¥100' } }
    const text = addItem(source, offersPath, offer)
    apply(text === null ? null : setName(text, [...offersPath, codes.length, 'name'], newOffer))
  }
  return (
    <>
      {codes.map((code, index) => (
        <ItemCard key={code} list={offersPath} index={index} count={codes.length} code={code}>
          <Offer path={[...offersPath, index]} />
        </ItemCard>
      ))}
      <Button onClick={add}>{t('addOffer')}</Button>
    </>
  )
}

const ruleWords = ['limit', 'group', 'stacks', 'level-price'] as const

function Offer({ path }: { path: Path }) {
  const { valueAt } = useFormDesk()
  const offer = valueAt(path)
  const kind = kindOf(offer)
  const hasCoupon = isRecord(offer) && 'coupon' in offer
  // How many coupons there are is said with the coupon; a limit that stands here all the same is shown, and found.
  const rules = ruleWords.filter(word => word !== 'limit' || !hasCoupon || valueAt([...path, word]) !== undefined)
  return (
    <>
      <NameField path={[...path, 'name']} />
      <div className="form-fields">
        <ValueField path={[...path, 'offer']} />
        <KindField path={path} />
      </div>
      <KindFields path={path} />
      <Scope path={[...path, 'when']} />
      <div className="form-fields">
        {rules.map(word => (
          <ValueField key={word} path={[...path, word]} />
        ))}
      </div>
      <CouponFields path={[...path, 'coupon']} />
      <OtherWords path={path} shown={['offer', 'name', 'when', 'coupon', ...(kind?.words ?? []), ...ruleWords]} />
    </>
  )
}

function KindField({ path }: { path: Path }) {
  const t = useTexts(offerFormTexts)
  const id = useId()
  const { valueAt, source, apply } = useFormDesk()
  const kind = kindOf(valueAt(path))
  const word = kind?.word ?? null
  const shown = offerKinds.filter(one => isEasyKind(one) || one.word === word)
  return (
    <Form.Item label={t('kind')} htmlFor={id} tooltip={t('kindsInText')}>
      <Select
        id={id}
        value={word}
        onChange={chosen => apply(withKind(source, path, chosen))}
        options={shown.map(one => ({ value: one.word, label: t(one.word) }))}
      />
    </Form.Item>
  )
}

function KindFields({ path }: { path: Path }) {
  const word = useWord(wordLabels)
  const { valueAt } = useFormDesk()
  const kind = kindOf(valueAt(path))
  if (!kind) return null
  if (kind.word === 'steps') return <StepsField path={[...path, 'steps']} />
  if (kind.word === 'prices') return <OtherWords path={path} shown={wordsBut(valueAt(path), 'prices')} />
  return (
    <div className="form-fields">
      {kind.words.map(one =>
        one === 'exchange' ? (
          <Parts key={one} path={[...path, one]} />
        ) : (
          <ValueField key={one} path={[...path, one]} label={word(`offer-${one}`)} />
        ),
      )}
    </div>
  )
}

const wordsBut = (value: unknown, word: string) => Object.keys(isRecord(value) ? value : {}).filter(one => one !== word)

const listWords = ['class', 'brand', 'sku', 'store'] as const
const plainWords = ['from', 'through', 'basket-from', 'pieces-from', 'birthday'] as const
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** For which goods and members, and when; folded where an offer holds everywhere. */
function Scope({ path }: { path: Path }) {
  const t = useTexts(formTexts)
  const word = useWord(wordLabels)
  const { valueAt } = useFormDesk()
  const levels = useLevelCodes()
  const levelName = useLevelName()
  const labelOf = useValueLabel()
  return (
    <details className="scope" open={isRecord(valueAt(path))}>
      <summary className="scope-title">{t('scope')}</summary>
      <div className="form-fields">
        {plainWords.map(one => (
          <ValueField key={one} path={[...path, one]} {...(one === 'from' ? { label: word('when-from') } : {})} />
        ))}
      </div>
      <div className="form-fields wide">
        <ChoicesField path={[...path, 'level']} label={word('when-level')} codes={levels} nameOf={levelName} />
        <ChoicesField
          path={[...path, 'weekday']}
          label={word('weekday')}
          codes={days}
          nameOf={day => labelOf('weekday', day)}
        />
        {listWords.map(one => (
          <ChoicesField
            key={one}
            path={[...path, one]}
            label={word(`when-${one}`)}
            codes={itemsOf(valueAt([...path, one])).map(textOf)}
            isOpen
          />
        ))}
      </div>
      <OtherWords path={path} shown={[...plainWords, ...listWords, 'level', 'weekday']} />
    </details>
  )
}
