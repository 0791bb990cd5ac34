import { Alert, Badge, Collapse, Form } from 'antd'
import { useMemo, useState } from 'react'
import type { Finding } from '../../../program/index.ts'
import { useTexts } from '../../texts/phrases.ts'
import { formTexts } from '../../texts/program-forms.ts'
import { BenefitForms } from './benefit-forms.tsx'
import { findingsWithin, placed } from './field-findings.ts'
import { type FormDesk, FormDeskContext, placeIn, readerOf, useFormDesk, wordsOf } from './form-desk.ts'
import { LevelForms, Parts } from './level-forms.tsx'
import { NameField } from './name-field.tsx'
import { OfferForms } from './offer-forms.tsx'
import { EarningForms, RedemptionForms } from './rule-forms.tsx'
import { OtherWords, ValueField } from './value-field.tsx'

type ProgramFormProps = {
  source: string
  /** null: it is being checked. */
  findings: readonly Finding[] | null
  onChange: (source: string) => void
  goTo: (place: { line: number; column: number }) => void
}

/** The common parts of a program as forms. They change the one text; what they cannot show stays in it untouched. */
export function ProgramForm({ source, findings, onChange, goTo }: ProgramFormProps) {
  const t = useTexts(formTexts)
  const [isRefused, setIsRefused] = useState(false)
  const valueAt = useMemo(() => readerOf(source), [source])
  const places = useMemo(() => placed(source, findings ?? []), [source, findings])
  if (!valueAt) return <Alert type="warning" showIcon title={t('unreadable')} />
  const desk: FormDesk = {
    source,
    findings: places,
    valueAt,
    apply: changed => {
      setIsRefused(changed === null)
      if (changed !== null) onChange(changed)
    },
    show: path => goTo(placeIn(source, path)),
  }
  const parts = [
    { key: 'about', label: t('about'), children: <About /> },
    { key: 'levels', label: t('levels'), children: <LevelForms /> },
    { key: 'earning', label: t('earning'), children: <EarningForms /> },
    { key: 'redemption', label: t('redemption'), children: <RedemptionForms /> },
    { key: 'offers', label: t('offers'), children: <OfferForms /> },
    { key: 'benefits', label: t('benefits'), children: <BenefitForms /> },
    { key: 'assets', label: t('assets'), children: <Assets /> },
    { key: 'others', label: t('others'), children: <Others /> },
  ].map(part => {
    const words = part.key === 'about' ? ['program', 'name', 'brand'] : [part.key]
    const found = words.flatMap(word => findingsWithin(places, [word])).length
    return { ...part, extra: found === 0 ? null : <Badge count={found} title={t('foundHere', { count: found })} /> }
  })
  return (
    <FormDeskContext value={desk}>
      {isRefused ? <Alert role="alert" type="warning" showIcon title={t('refused')} className="form-error" /> : null}
      <Form layout="vertical" component={false}>
        <Collapse defaultActiveKey={['about', 'levels']} items={parts} className="program-form" />
      </Form>
    </FormDeskContext>
  )
}

function About() {
  return (
    <>
      <NameField path={['name']} />
      <div className="form-fields">
        <ValueField path={['program']} />
        <ValueField path={['brand']} />
      </div>
    </>
  )
}

function Assets() {
  const { valueAt } = useFormDesk()
  return wordsOf(valueAt(['assets'])).map(code => (
    <section key={code} className="form-item" aria-label={code}>
      <h4 className="small-title">{code}</h4>
      <NameField path={['assets', code, 'name']} />
      <div className="form-fields">
        <Parts path={['assets', code, 'valid']} />
        <ValueField path={['assets', code, 'rounding']} />
        <ValueField path={['assets', code, 'debt']} />
        <ValueField path={['assets', code, 'grace']} />
        <ValueField path={['assets', code, 'limit']} />
        <ValueField path={['assets', code, 'transfer']} />
      </div>
      <OtherWords path={['assets', code]} shown={['name', 'valid', 'rounding', 'debt', 'grace', 'limit', 'transfer']} />
    </section>
  ))
}

const ownParts = ['program', 'name', 'brand', 'assets', 'earning', 'redemption', 'levels', 'offers', 'benefits']

function Others() {
  const t = useTexts(formTexts)
  const { valueAt } = useFormDesk()
  const others = wordsOf(valueAt([])).filter(word => !ownParts.includes(word))
  return others.length === 0 ? <p className="soft">{t('none')}</p> : <OtherWords path={[]} shown={ownParts} />
}
