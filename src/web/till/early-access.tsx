import { Alert, Button, Form, Input } from 'antd'
import { ApiError } from '../api/errors.ts'
import { useMay } from '../session/session.ts'
import { commonTexts } from '../texts/common.ts'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { FormDialog } from '../ui/form-dialog.tsx'
import { useOpener } from '../ui/opener.ts'
import { quoteBodyOf, type TillPlace } from './basket.ts'
import { ColleagueApproval } from './colleague-approval.tsx'
import type { useSale } from './sale.ts'
import { keepsNoScan } from './scanner.ts'

type EarlyAccessProps = { sale: ReturnType<typeof useSale>; place: TillPlace; error: unknown }

/**
 * Goods that are too early for this customer: whoever may, lets them pass with a reason and can take that back. Whoever may
 * not, has a colleague approve it here.
 */
export function EarlyAccess({ sale, place, error }: EarlyAccessProps) {
  const t = useTexts(tillTexts)
  const may = useMay()('checkout.sell-early')
  const { earlyReason, approval } = sale.sale
  const code = error instanceof ApiError ? error.code : ''
  // An approval that does not hold is asked for again.
  const isRefused = code.startsWith('approvals/')
  if (earlyReason !== undefined && !isRefused)
    return (
      <Alert
        type="info"
        showIcon
        title={
          approval
            ? t('earlyApproved', { reason: earlyReason, approver: approval.approver })
            : t('earlyPassed', { reason: earlyReason })
        }
        action={
          <Button size="small" onClick={() => sale.letPass(undefined)}>
            {t('earlyTakeBack')}
          </Button>
        }
      />
    )
  if (code !== 'program/not-on-sale-yet' && !isRefused) return null
  return may ? <LetPass sale={sale} /> : <AskColleague sale={sale} place={place} />
}

function AskColleague({ sale, place }: Pick<EarlyAccessProps, 'sale' | 'place'>) {
  const t = useTexts(tillTexts)
  const opener = useOpener()
  return (
    <div>
      <Button onClick={opener.open}>{t('approve')}</Button>
      <FormDialog isOpen={opener.isOpen} onCancel={opener.close} title={t('approve')} width={400}>
        <ColleagueApproval
          key={opener.opening}
          about={t('approveAbout')}
          reasonLabel={t('earlyReason')}
          bodyOf={approver => ({ act: 'sell-early', ...sceneOf(sale, place), ...approver })}
          onApproved={(approval, reason) => {
            opener.close()
            sale.letPass(reason, approval)
          }}
        />
      </FormDialog>
    </div>
  )
}

/** What the colleague approves, exactly as the quote will say it. */
function sceneOf({ sale }: ReturnType<typeof useSale>, place: TillPlace) {
  const { member, basket } = sale
  const body = quoteBodyOf({ place, memberNumber: member?.memberNumber ?? null, basket, wishes: {} })
  return { ...place, lines: body.lines, ...(body.member ? { member: body.member } : {}) }
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
      <Button onClick={opener.open}>{t('earlyPass')}</Button>
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
