import { Button, Flex } from 'antd'
import { addItem } from '../../../program/edit-program.ts'
import type { EditValue } from '../../../program/edit-render.ts'
import type { Path } from '../../../program/findings.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { formTexts, wordLabels } from '../../texts/program-forms.ts'
import { freeCode, useCodes, useFormDesk, useLevelCodes } from './form-desk.ts'
import { ItemCard } from './item-card.tsx'
import { Parts } from './level-forms.tsx'
import { NameField } from './name-field.tsx'
import { ChoicesField, OtherWords, ValueField } from './value-field.tsx'
import { useLevelName } from './value-label.ts'

const rulesPath: Path = ['earning', 'rules']
const amountWords = ['points', 'per', 'whole', 'times', 'limit'] as const
const conditionWords = ['birthday', 'from', 'through', 'level']

/** Base points and multipliers, with the conditions that are common. */
export function EarningForms() {
  const t = useTexts(formTexts)
  const { source, apply } = useFormDesk()
  const codes = useCodes(rulesPath, 'rule')
  const add = (rule: { rule: string } & Record<string, EditValue>) =>
    apply(addItem(source, rulesPath, { ...rule, rule: freeCode(rule.rule, codes) }))
  return (
    <>
      <OtherWords path={['earning']} shown={['rules']} />
      {codes.map((code, index) => (
        <ItemCard key={code} list={rulesPath} index={index} count={codes.length} code={code}>
          <EarnRule path={[...rulesPath, index]} />
        </ItemCard>
      ))}
      <Flex gap={8} wrap>
        <Button onClick={() => add({ rule: 'base', name: baseName, points: 1, per: '¥1' })}>{t('addBase')}</Button>
        <Button onClick={() => add({ rule: 'birthday', name: birthdayName, times: 2, when: { birthday: 'month' } })}>
          {t('addTimes')}
        </Button>
      </Flex>
    </>
  )
}

const baseName = { 'zh-CN': '消费积分', 'zh-TW': '消費積分', en: 'Points for purchases' }
const birthdayName = { 'zh-CN': '生日多倍积分', 'zh-TW': '生日多倍積分', en: 'More points on the birthday' }
const useName = { 'zh-CN': '积分抵现', 'zh-TW': '積分折抵', en: 'Points off the price' }

function EarnRule({ path }: { path: Path }) {
  const { valueAt } = useFormDesk()
  const word = useWord(wordLabels)
  const when = [...path, 'when']
  const levels = useLevelCodes()
  const levelName = useLevelName()
  // Fields that another kind of rule has would only be in the way.
  const shown = amountWords.filter(one =>
    valueAt([...path, 'times']) === undefined
      ? one !== 'times'
      : one === 'times' || valueAt([...path, one]) !== undefined,
  )
  return (
    <>
      <NameField path={[...path, 'name']} />
      <div className="form-fields">
        <ValueField path={[...path, 'rule']} />
        {shown.map(one => (
          <ValueField key={one} path={[...path, one]} />
        ))}
        <ValueField path={[...when, 'birthday']} />
        <ValueField path={[...when, 'from']} label={word('when-from')} />
        <ValueField path={[...when, 'through']} />
        <ChoicesField path={[...when, 'level']} label={word('when-level')} codes={levels} nameOf={levelName} />
      </div>
      <OtherWords path={path} shown={['rule', 'name', 'when', ...shown]} />
      <OtherWords path={when} shown={conditionWords} />
    </>
  )
}

const redemptionPath: Path = ['redemption']
const useWords = ['points', 'off', 'step', 'minimum', 'maximum', 'share', 'limit'] as const

/** The ways to use points. */
export function RedemptionForms() {
  const t = useTexts(formTexts)
  const { source, apply } = useFormDesk()
  const codes = useCodes(redemptionPath, 'rule')
  const add = () => {
    const rule = { rule: freeCode('cash-off', codes), name: useName, points: 100, off: '¥1' }
    apply(addItem(source, redemptionPath, rule))
  }
  return (
    <>
      {codes.map((code, index) => (
        <ItemCard key={code} list={redemptionPath} index={index} count={codes.length} code={code}>
          <NameField path={[...redemptionPath, index, 'name']} />
          <div className="form-fields">
            <ValueField path={[...redemptionPath, index, 'rule']} />
            {useWords.map(word => (
              <Parts key={word} path={[...redemptionPath, index, word]} />
            ))}
          </div>
          <OtherWords path={[...redemptionPath, index]} shown={['rule', 'name', ...useWords]} />
        </ItemCard>
      ))}
      <Button onClick={add}>{t('addUse')}</Button>
    </>
  )
}
