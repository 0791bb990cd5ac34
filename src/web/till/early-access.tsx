import { Alert, Button, Form, Input } from 'antd'
import { ApiError } from '../api/errors.ts'
import { PermittedButton } from '../session/permitted-button.tsx'
import { commonTexts } from '../texts/common.ts'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { FormDialog } from '../ui/form-dialog.tsx'
import { useOpener } from '../ui/opener.ts'
import type { useSale } from './sale.ts'
import { keepsNoScan } from './scanner.ts'

type EarlyAccessProps = { sale: ReturnType<typeof useSale>; error: unknown }

/** Goods that are too early for this customer: whoever may, lets them pass with a reason and can take that back. */
export function EarlyAccess({ sale, error }: EarlyAccessProps) {
  const t = useTexts(tillTexts)
  const { earlyReason } = sale.sale
  if (earlyReason !== undefined)
    return (
      <Alert
        type="info"
        showIcon
        title={t('earlyPassed', { reason: earlyReason })}
        action={
          <Button size="small" onClick={() => sale.letPass(undefined)}>
            {t('earlyTakeBack')}
          </Button>
        }
      />
    )
  return error instanceof ApiError && error.code === 'program/not-on-sale-yet' ? <LetPass sale={sale} /> : null
}

function LetPass({ sale }: Pick<EarlyAccessProps, 'sale'>) {
  const t = useTexts(tillTexts)
  const common = useTexts(commonTexts)
  const opener = useOpener()
  const finish = ({ reason = '' }: { reason?: string }) => {
    opener.close()
    sale.letPass(reason.trim())
  }
  return (
    <div>
      <PermittedButton needs="checkout.sell-early" onClick={opener.open}>
        {t('earlyPass')}
      </PermittedButton>
      <FormDialog isOpen={opener.isOpen} onCancel={opener.close} title={t('earlyPass')} width={400}>
        <Form key={opener.opening} layout="vertical" onFinish={finish} requiredMark={false}>
          <p className="soft">{t('earlyAbout')}</p>
          <Form.Item
            name="reason"
            label={t('earlyReason')}
            rules={[{ required: true, whitespace: true, message: common('fieldMissing', { label: t('earlyReason') }) }]}
          >
            <Input {...keepsNoScan} maxLength={200} autoFocus autoComplete="off" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block>
            {t('earlyPass')}
          </Button>
        </Form>
      </FormDialog>
    </div>
  )
}
