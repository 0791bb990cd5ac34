import { Form, Select } from 'antd'
import { useId } from 'react'
import { deleteAt, setAt } from '../../../program/edit-program.ts'
import type { Path } from '../../../program/findings.ts'
import { useTexts } from '../../texts/phrases.ts'
import { offerFormTexts } from '../../texts/program-forms.ts'
import { isRecord, textOf, useFormDesk } from './form-desk.ts'
import { useFieldState } from './found-here.tsx'
import { Parts } from './level-forms.tsx'
import { OtherWords, ValueField } from './value-field.tsx'

const codeKinds = ['personal', 'shared', 'batch'] as const
const couponWords = ['codes', 'valid', 'limit', 'back'] as const

/** By itself, or only for who holds a coupon; then which codes, for how long and how many. */
export function CouponFields({ path }: { path: Path }) {
  const t = useTexts(offerFormTexts)
  const { valueAt, source, apply } = useFormDesk()
  const id = useId()
  const state = useFieldState([...path, 'codes'])
  const coupon = valueAt(path)
  const hasCoupon = isRecord(coupon)
  const codes = hasCoupon ? textOf(coupon.codes) : 'automatic'
  const choose = (chosen: string) =>
    apply(chosen === 'automatic' ? deleteAt(source, path) : setAt(source, [...path, 'codes'], chosen))
  return (
    <>
      <div className="form-fields">
        <Form.Item label={t('how')} htmlFor={id} {...state}>
          <Select
            id={id}
            value={codes}
            onChange={choose}
            options={['automatic' as const, ...codeKinds].map(value => ({ value, label: t(value) }))}
          />
        </Form.Item>
        {hasCoupon ? (
          <>
            <Parts path={[...path, 'valid']} />
            <ValueField path={[...path, 'limit']} label={t('couponLimit')} />
            <ValueField path={[...path, 'back']} label={t('back')} />
          </>
        ) : null}
      </div>
      <OtherWords path={path} shown={couponWords} />
    </>
  )
}
