import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { FormDialog } from '../ui/form-dialog.tsx'
import { centsOf, moneyText, useFormats } from '../ui/formats.ts'
import { useOpener } from '../ui/opener.ts'
import { type Basket, type BasketLine, grossCents, withDiscount } from './basket.ts'
import { keepsNoScan } from './scanner.ts'

type DiscountButtonProps = { line: BasketLine; onChange: (change: (basket: Basket) => Basket) => void }

/** A manual discount is agreed for one line, and always with a reason. */
export function DiscountButton({ line, onChange }: DiscountButtonProps) {
  const t = useTexts(tillTexts)
  const opener = useOpener()
  const title = t('discountFor', { name: line.name || line.sku })
  return (
    <>
      <Button data-key="/" type="text" aria-label={title} onClick={opener.open}>
        {t('discount')}
      </Button>
      <FormDialog isOpen={opener.isOpen} onCancel={opener.close} title={title} width={400}>
        <DiscountForm key={opener.opening} line={line} onChange={onChange} onClose={opener.close} />
      </FormDialog>
    </>
  )
}

function DiscountForm({ line, onChange, onClose }: DiscountButtonProps & { onClose: () => void }) {
  const t = useTexts(tillTexts)
  const { symbol, money } = useFormats()
  const [problem, setProblem] = useState('')
  const max = grossCents(line)
  const finish = ({ amount = '', reason = '' }: { amount?: string; reason?: string }) => {
    const cents = centsOf(amount)
    if (cents === null || cents > max) {
      setProblem(t('discountTooMuch', { max: money(max) }))
      return
    }
    onChange(now => withDiscount(now, line.lineNumber, cents === 0 ? null : { cents, reason: reason.trim() }))
    onClose()
  }
  const initial = {
    amount: line.discount ? moneyText(line.discount.cents, '').replaceAll(',', '') : '',
    reason: line.discount?.reason ?? '',
  }
  return (
    <Form layout="vertical" onFinish={finish} initialValues={initial} requiredMark={false}>
      <Form.Item
        name="amount"
        label={t('discountAmount', { symbol })}
        {...(problem ? { validateStatus: 'error' as const, help: problem } : {})}
      >
        <Input {...keepsNoScan} inputMode="decimal" autoFocus autoComplete="off" onChange={() => setProblem('')} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('discountReason')}
        rules={[{ required: true, whitespace: true, message: t('discountReason') }]}
      >
        <Input {...keepsNoScan} maxLength={200} autoComplete="off" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block>
        {t('apply')}
      </Button>
    </Form>
  )
}
