// Days of the shop under proof. Shanghai has been eight hours ahead without a change since 1991, so the model needs no
// table of zones, and shares none with the product.

const dayMs = 86_400_000
const aheadMs = 8 * 3_600_000

/** The local day of an instant, as YYYY-MM-DD. */
export function dayAt(ms: number): string {
  return new Date(ms + aheadMs).toISOString().slice(0, 10)
}

/** The instant at which a local day begins. */
export function beginOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) - aheadMs
}

export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** The first day of the next month. */
export function nextMonth(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
}
