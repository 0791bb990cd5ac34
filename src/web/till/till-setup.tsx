import { Alert, Button, Card, Form, Select } from 'antd'
import { useState } from 'react'
import { useSession } from '../session/session.ts'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import type { TillPlace } from './basket.ts'

/** Asked once a device. */
export function TillSetup({ onChoose }: { onChoose: (place: TillPlace) => void }) {
  const t = useTexts(tillTexts)
  const { stores } = useSession()
  const [first] = stores
  const [storeCode, setStoreCode] = useState(first?.code ?? '')
  const tills = stores.find(store => store.code === storeCode)?.tills ?? []
  const [chosen, setChosen] = useState('')
  const tillCode = tills.some(till => till.code === chosen) ? chosen : (tills[0]?.code ?? '')
  return (
    <main className="centered">
      <Card className="setup">
        <h1 className="page-title">{t('setupTitle')}</h1>
        <p className="page-about">{t('setupAbout')}</p>
        {stores.some(store => store.tills.length > 0) ? (
          <Form layout="vertical" onFinish={() => onChoose({ storeCode, tillCode })}>
            <Form.Item label={t('store')} htmlFor="store">
              <Select
                id="store"
                value={storeCode}
                onChange={setStoreCode}
                options={stores.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
              />
            </Form.Item>
            <Form.Item label={t('till')} htmlFor="till">
              <Select
                id="till"
                value={tillCode}
                onChange={setChosen}
                options={tills.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
              />
            </Form.Item>
            <Button type="primary" htmlType="submit" block disabled={tillCode === ''}>
              {t('setupDone')}
            </Button>
          </Form>
        ) : (
          <Alert type="info" showIcon title={t('noStores')} />
        )}
      </Card>
    </main>
  )
}
