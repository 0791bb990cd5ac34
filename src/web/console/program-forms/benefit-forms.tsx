import { Button, Form, Input, Select } from 'antd'
import { useId } from 'react'
import { isPlainFile, nameAt, setName } from '../../../program/edit-names.ts'
import { addItem } from '../../../program/edit-program.ts'
import type { Path } from '../../../program/findings.ts'
import type { Texts } from '../../../shared/languages.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { benefitFormTexts, formTexts, wordLabels } from '../../texts/program-forms.ts'
import { useLanguage } from '../../ui/language.ts'
import {
  benefitKinds,
  giftOf,
  isByLevel,
  isForActivity,
  kindOfBenefit,
  withBenefitKind,
  withGift,
} from './benefit-kinds.ts'
import { freeCode, useCodes, useFormDesk, useLevelCodes, wordsOf } from './form-desk.ts'
import { useFieldState } from './found-here.tsx'
import { ItemCard } from './item-card.tsx'
import { NameField } from './name-field.tsx'
import { ChoicesField, OtherWords, ValueField } from './value-field.tsx'
import { useLevelName } from './value-label.ts'

const benefitsPath: Path = ['benefits']
const newBenefit: Texts = { 'zh-CN': '新权益', 'zh-TW': '新權益', en: 'New benefit' }

/** The benefits: which levels have them, and whether they are issued, used so often, early, or only told. */
export function BenefitForms() {
  const t = useTexts(formTexts)
  const b = useTexts(benefitFormTexts)
  const { source, apply } = useFormDesk()
  const codes = useCodes(benefitsPath, 'benefit')
  const add = () => {
    const name = isPlainFile(source) ? newBenefit['zh-CN'] : newBenefit
    const text = addItem(source, benefitsPath, { benefit: freeCode('benefit', codes), name })
    apply(text === null ? null : setName(text, [...benefitsPath, codes.length, 'name'], newBenefit))
  }
  return (
    <>
      {codes.length === 0 ? <p className="soft">{b('none')}</p> : null}
      {codes.map((code, index) => (
        <ItemCard key={code} list={benefitsPath} index={index} count={codes.length} code={code}>
          <Benefit path={[...benefitsPath, index]} />
        </ItemCard>
      ))}
      <Button onClick={add}>{t('addBenefit')}</Button>
    </>
  )
}

const plainWords = { words: [], issued: ['on', 'usable'], service: ['count'], early: ['early'] } as const

function Benefit({ path }: { path: Path }) {
  const { valueAt } = useFormDesk()
  const benefit = valueAt(path)
  const kind = kindOfBenefit(benefit)
  const hasShares = isByLevel(benefit)
  const words = isForActivity(benefit) ? [...plainWords[kind], 'limit'] : plainWords[kind]
  return (
    <>
      <NameField path={[...path, 'name']} />
      <div className="form-fields wide">
        <ValueField path={[...path, 'benefit']} />
        {hasShares ? null : <KindField path={path} />}
        {hasShares ? <Shares path={[...path, 'levels']} /> : <Levels path={[...path, 'levels']} />}
        {words.map(word => (
          <ValueField key={word} path={[...path, word]} />
        ))}
      </div>
      {kind === 'issued' ? <GiftField path={[...path, 'gives']} /> : null}
      <OtherWords
        path={path}
        shown={['benefit', 'name', 'levels', ...words, ...(kind === 'issued' ? ['gives'] : [])]}
      />
    </>
  )
}

function KindField({ path }: { path: Path }) {
  const b = useTexts(benefitFormTexts)
  const id = useId()
  const { valueAt, source, apply } = useFormDesk()
  return (
    <Form.Item label={b('kind')} htmlFor={id}>
      <Select
        id={id}
        value={kindOfBenefit(valueAt(path))}
        onChange={kind => apply(withBenefitKind(source, path, kind))}
        options={benefitKinds.map(({ kind }) => ({ value: kind, label: b(kind) }))}
      />
    </Form.Item>
  )
}

function Levels({ path }: { path: Path }) {
  const b = useTexts(benefitFormTexts)
  const codes = useLevelCodes()
  const levelName = useLevelName()
  return <ChoicesField path={path} label={b('levels')} codes={codes} nameOf={levelName} placeholder={b('everyone')} />
}

/** What each level has of it: so many times, or so many days early. */
function Shares({ path }: { path: Path }) {
  const codes = useLevelCodes()
  const levelName = useLevelName()
  const { valueAt } = useFormDesk()
  const shown = [...new Set([...codes, ...wordsOf(valueAt(path))])]
  return shown.map(code => <ValueField key={code} path={[...path, code]} label={levelName(code)} />)
}

function GiftField({ path }: { path: Path }) {
  const b = useTexts(benefitFormTexts)
  const word = useWord(wordLabels)
  const language = useLanguage()
  const id = useId()
  const state = useFieldState(path)
  const { valueAt, source, apply } = useFormDesk()
  const gift = giftOf(valueAt(path))
  const coupons = useCodes(['offers'], 'offer')
  const assets = wordsOf(valueAt(['assets']))
  const assetName = (code: string) => {
    const texts = nameAt(source, ['assets', code, 'name'])
    return texts[language] || texts['zh-CN'] || code
  }
  const begin = (to: string) => (to === 'goods' ? 'GIFT' : to === 'coupon' ? (coupons[0] ?? '') : '100')
  const kinds = ['goods', ...(coupons.length > 0 ? ['coupon'] : []), ...assets]
  const nameOf = (one: string) => (one === 'goods' ? b('goods') : one === 'coupon' ? b('coupon') : assetName(one))
  const set = (amount: string) =>
    gift && amount !== '' && amount !== gift.amount ? apply(withGift(source, path, { word: gift.word, amount })) : null
  return (
    <Form.Item label={word('benefit-gives')} htmlFor={id} {...state}>
      <div className="gift-parts">
        <Select
          id={id}
          value={gift?.word ?? null}
          onChange={to => apply(withGift(source, path, { word: to, amount: begin(to) }))}
          options={kinds.map(one => ({ value: one, label: nameOf(one) }))}
        />
        {gift ? (
          <Input
            key={`${gift.word}:${gift.amount}`}
            aria-label={b(gift.word === 'goods' ? 'sku' : gift.word === 'coupon' ? 'offerCode' : 'count')}
            defaultValue={gift.amount}
            onBlur={({ target }) => set(target.value.trim())}
            onPressEnter={event => event.currentTarget.blur()}
          />
        ) : null}
      </div>
    </Form.Item>
  )
}
