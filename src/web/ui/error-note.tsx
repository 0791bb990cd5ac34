import { Alert, Button } from 'antd'
import { placeOf, sentenceOf } from '../api/errors.ts'
import { commonTexts } from '../texts/common.ts'
import { useTexts } from '../texts/phrases.ts'

/** Tells why something could not be shown, in its place, with a way to try again. */
export function ErrorNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useTexts(commonTexts)
  if (placeOf(error, 'page') !== 'page') return null
  return (
    <Alert
      role="alert"
      type="error"
      showIcon
      title={sentenceOf(error)}
      action={
        onRetry ? (
          <Button size="small" onClick={onRetry}>
            {t('tryAgain')}
          </Button>
        ) : undefined
      }
    />
  )
}
