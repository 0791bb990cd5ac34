import { Modal } from 'antd'
import { type ReactNode, useRef } from 'react'

type FormDialogProps = {
  isOpen: boolean
  onCancel: () => void
  title: string
  width: number
  children: ReactNode
}

/**
 * A dialog with a form, which forgets everything when it closes. Its first field has the focus once it is open:
 * `autoFocus` comes too early, while the dialog cannot be seen, and the focus would be on the cross that closes it.
 */
export function FormDialog({ isOpen, onCancel, title, width, children }: FormDialogProps) {
  const area = useRef<HTMLDivElement>(null)
  const afterOpenChange = (isNowOpen: boolean) => {
    if (!isNowOpen || area.current?.contains(document.activeElement)) return
    area.current?.querySelector<HTMLElement>('input:not(:disabled), textarea:not(:disabled)')?.focus()
  }
  const frame = { open: isOpen, onCancel, afterOpenChange, title, width }
  return (
    <Modal {...frame} footer={null} destroyOnHidden>
      <div ref={area}>{children}</div>
    </Modal>
  )
}
