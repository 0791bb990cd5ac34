import { Alert, App, Button, Input, Modal, Space } from 'antd'
import type { NewKey } from '../../api/answers.ts'
import { organisationTexts } from '../../texts/organisation.ts'
import { useTexts } from '../../texts/phrases.ts'

/** Shows a secret once. It closes only by its button, so that a stray click does not lose it. */
export function SecretDialog({ made, onClose }: { made: NewKey | null; onClose: () => void }) {
  const t = useTexts(organisationTexts)
  const { message } = App.useApp()
  const copy = () => void navigator.clipboard.writeText(made?.secret ?? '').then(() => message.success(t('copied')))
  return (
    <Modal
      open={made !== null}
      title={t('secretTitle')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('done')}
        </Button>
      }
    >
      <div className="stack">
        <Alert type="warning" showIcon title={t('secretAbout')} />
        <div className="labelled">
          <label htmlFor="key-id">{t('keyId')}</label>
          <Input id="key-id" readOnly value={made?.key.keyId ?? ''} />
        </div>
        <div className="labelled">
          <label htmlFor="key-secret">{t('secret')}</label>
          <Space.Compact block>
            <Input id="key-secret" readOnly value={made?.secret ?? ''} />
            <Button onClick={copy}>{t('copy')}</Button>
          </Space.Compact>
        </div>
      </div>
    </Modal>
  )
}
