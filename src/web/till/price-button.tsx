import { EditOutlined } from '@ant-design/icons'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { FormDialog } from '../ui/form-dialog.tsx'
import { moneyText, useFormats } from '../ui/formats.ts'
import { useOpener } from '../ui/opener.ts'
import { type Basket, type BasketLine, withPrice } from './basket.ts'
import { keepsNoScan } from './scanner.ts'
import { unitPriceOf } from './unit-price.ts'

type PriceButtonProps = { line: BasketLine; onChange: (change: (basket: Basket) => Basket) => void }

/** A price that was typed wrong, now or in an earlier sale, is put right on its line. */
export function PriceButton({ line, onChange }: PriceButtonProps) {
  const t = useTexts(tillTexts)
  const opener = useOpener()
  const title = t('priceFor', { name: line.name || line.sku })
  return (
    <>
      <Button
        data-key="*"
        type="text"
        icon={<EditOutlined aria-hidden />}
        aria-label={title}
        title={title}
        onClick={opener.open}
      />
      <FormDialog isOpen={opener.isOpen} onCancel={opener.close} title={title} width={400}>
        <PriceForm key={opener.opening} line={line} onChange={onChange} onClose={opener.close} />
      </FormDialog>
    </>
  )
}

function PriceForm({ line, onChange, onClose }: PriceButtonProps & { onClose: () => void }) {
  const t = useTexts(tillTexts)
  const { symbol } = useFormats()
  const [problem, setProblem] = useState('')
  const finish = ({ price = '' }: { price?: string }) => {
    const cents = unitPriceOf(price)
    if (cents === null) return setProblem(t('priceOdd'))
    onChange(now => withPrice(now, line.lineNumber, cents))
    onClose()
  }
  return (
    <Form
      layout="vertical"
      onFinish={finish}
      initialValues={{ price: moneyText(line.unitPriceCents, '') }}
      requiredMark={false}
    >
      <Form.Item
        name="price"
        label={t('price', { symbol })}
        {...(problem ? { validateStatus: 'error' as const, help: problem } : {})}
      >
        <Input
          inputMode="decimal"
          autoFocus
          {...keepsNoScan}
          autoComplete="off"
          onFocus={event => event.target.select()}
          onChange={() => setProblem('')}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" block>
        {t('apply')}
      </Button>
    </Form>
  )
}
