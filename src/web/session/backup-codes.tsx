import { Alert, Button, Flex } from 'antd'
import { accountTexts } from '../texts/account.ts'
import { useTexts } from '../texts/phrases.ts'
import { download } from '../ui/csv.ts'

/** Shows backup codes this once, to be downloaded or written down. */
export function BackupCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useTexts(accountTexts)
  const text = `${t('fileHead')}\r\n\r\n${codes.join('\r\n')}\r\n`
  return (
    <div className="stack">
      <Alert type="warning" showIcon title={t('backupAbout')} />
      <ul className="backup-codes">
        {codes.map(code => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Flex justify="flex-end" gap={8}>
        <Button onClick={() => download(t('fileName'), text)}>{t('download')}</Button>
        <Button type="primary" onClick={onKept}>
          {t('kept')}
        </Button>
      </Flex>
    </div>
  )
}
