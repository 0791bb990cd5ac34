import { Button, Modal } from 'antd'
import { useTexts } from '../texts/phrases.ts'
import { tillKeyTexts } from '../texts/till-keys.ts'
import { useOpener } from '../ui/opener.ts'
import { useShortcuts } from './shortcuts.ts'

type Key = { key: string; means: keyof typeof tillKeyTexts }

const saleKeys = [
  { key: 'F2', means: 'member' },
  { key: 'F3', means: 'goods' },
  { key: 'F6', means: 'points' },
  { key: 'F7', means: 'coupons' },
  { key: 'F9', means: 'payment' },
  { key: 'F4', means: 'settle' },
  { key: 'F8', means: 'refund' },
] as const satisfies readonly Key[]

/** What only the screen of an outcome knows. */
const next = { key: 'Enter Esc', means: 'nextCustomer' } as const
const voids = { key: 'Shift F8', means: 'void' } as const

const refundKeys = [
  { key: 'F6', means: 'everything' },
  { key: 'F4', means: 'refundNow' },
  { key: 'Shift F8', means: 'void' },
  { key: 'Esc', means: 'otherReceipt' },
  { key: 'F8', means: 'sale' },
] as const satisfies readonly Key[]

/** What only the list of all keys tells. */
const moreSaleKeys = [
  { key: 'F10', means: 'extras' },
  { key: 'Esc', means: 'home' },
  { key: '↑ ↓', means: 'chooseLine' },
  { key: '+ −', means: 'pieces' },
  { key: '*', means: 'price' },
  { key: '/', means: 'discount' },
  { key: 'Del', means: 'remove' },
  { key: '↑ ↓', means: 'morePoints' },
  { key: 'End', means: 'mostPoints' },
  { key: 'Esc', means: 'next' },
  { key: 'Shift F8', means: 'void' },
] as const satisfies readonly Key[]

const lineOf = {
  sale: saleKeys,
  settled: [next, { key: 'SCAN', means: 'scanNext' }, voids, { key: 'F8', means: 'refund' }],
  voided: [next, { key: 'SCAN', means: 'scanNext' }, { key: 'F8', means: 'refund' }],
  unanswered: [{ key: 'Enter', means: 'tryAgain' }],
  finding: [
    { key: 'Enter', means: 'find' },
    { key: 'F8', means: 'sale' },
  ],
  refund: refundKeys,
  without: [
    { key: 'F4', means: 'refundNow' },
    { key: 'Esc', means: 'findReceipt' },
    { key: 'F8', means: 'sale' },
  ],
  refunded: [
    { key: 'Enter F8', means: 'nextCustomer' },
    { key: 'SCAN', means: 'scanNext' },
    { key: 'Esc', means: 'otherReceipt' },
  ],
} as const satisfies Record<string, readonly Key[]>

/** The keys of this page in one line, and by F1 or ? all keys of the till. */
export function TillKeys({ screen }: { screen: keyof typeof lineOf }) {
  const t = useTexts(tillKeyTexts)
  const { isOpen, open, close } = useOpener()
  useShortcuts({ f1: open, '?': open, '？': open })
  return (
    <footer className="till-keys">
      <Button type="text" size="small" aria-haspopup="dialog" onClick={open}>
        <kbd>F1</kbd> {t('all')}
      </Button>
      <ul aria-label={t('title')}>
        {lineOf[screen].map(({ key, means }) => (
          <li key={means}>
            <kbd>{key === 'SCAN' ? t('scan') : key}</kbd> {t(means)}
          </li>
        ))}
      </ul>
      <Modal open={isOpen} onCancel={close} title={t('title')} footer={null} destroyOnHidden width={560}>
        <div className="all-keys">
          <Keys title={t('atSale')} keys={[...saleKeys, ...moreSaleKeys]} />
          <Keys title={t('atRefund')} keys={refundKeys} />
          <Keys title={t('everywhere')} keys={everywhere} />
        </div>
      </Modal>
    </footer>
  )
}

const everywhere = [
  { key: 'Tab', means: 'onward' },
  { key: 'Enter', means: 'press' },
  { key: 'Esc', means: 'closeDialog' },
  { key: 'F1 ?', means: 'help' },
] as const satisfies readonly Key[]

function Keys({ title, keys }: { title: string; keys: readonly Key[] }) {
  const t = useTexts(tillKeyTexts)
  return (
    <section>
      <h3 className="small-title">{title}</h3>
      <dl>
        {keys.map(({ key, means }) => (
          <div key={means}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(means)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
