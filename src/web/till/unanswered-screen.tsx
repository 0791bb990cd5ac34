import { WarningOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { SettleBody } from '../../shared/contract/checkout.ts'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { useFormats } from '../ui/formats.ts'
import { TillKeys } from './till-keys.tsx'

type UnansweredScreenProps = { title: string; body: SettleBody; errorText: string | null; onTryAgain: () => void }

/** Nobody knows whether the server settled it, so the only way on is the same request again. */
export function UnansweredScreen({ title, body, errorText, onTryAgain }: UnansweredScreenProps) {
  const t = useTexts(tillTexts)
  const { money } = useFormats()
  return (
    <RetryScreen
      title={title}
      about={t('unansweredAbout', { number: body.receiptNumber, amount: money(body.expectedPayableCents ?? 0) })}
      errorText={errorText}
      onTryAgain={onTryAgain}
    />
  )
}

export function RetryScreen({
  title,
  about,
  errorText,
  onTryAgain,
}: {
  title: string
  about: string
  errorText: string | null
  onTryAgain: () => void
}) {
  const t = useTexts(tillTexts)
  return (
    <>
      <main className="outcome">
        <WarningOutlined className="outcome-sign warn" aria-hidden />
        <h1 className="page-title">{title}</h1>
        <p>{about}</p>
        {errorText ? (
          <p role="alert" className="soft">
            {errorText}
          </p>
        ) : null}
        <Button type="primary" size="large" autoFocus onClick={onTryAgain}>
          {t('tryAgain')}
        </Button>
      </main>
      <TillKeys screen="unanswered" />
    </>
  )
}
