import { Card } from 'antd'
import { type ReactNode, useId } from 'react'

export type Detail = { label: string; value: ReactNode }

/** A titled part of a page: its facts, and whatever else belongs under the heading. */
export function DetailCard({
  title,
  details,
  tools,
  children,
}: {
  title: string
  details?: readonly Detail[]
  tools?: ReactNode
  children?: ReactNode
}) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="detail-card">
      <Card
        title={
          <h2 id={id} className="card-title">
            {title}
          </h2>
        }
        extra={tools}
      >
        {details ? <Details details={details} /> : null}
        {children}
      </Card>
    </section>
  )
}

export function Details({ details }: { details: readonly Detail[] }) {
  return (
    <dl className="details">
      {details.map(({ label, value }) => (
        <div key={label} className="pair">
          <dt>{label}</dt>
          <dd>{value === null || value === '' ? '—' : value}</dd>
        </div>
      ))}
    </dl>
  )
}
