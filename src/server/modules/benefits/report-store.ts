import type { Day } from '../../../shared/calendar.ts'
import type { Texts } from '../../../shared/languages.ts'
import type { Transaction } from '../../platform/database.ts'

export type BenefitFigures = {
  programCode: string
  benefit: string
  name: Texts
  issued: number
  notIssued: number
  used: number
  /** In 分, of what was given at once and of what was used. */
  costCents: number
  /** Given or used without anybody knowing what it cost. */
  withoutCost: number
}

/** Each benefit's figures over days, both included. Uses that were undone do not count. */
export async function sumBenefits(tx: Transaction, { from, to }: { from: Day; to: Day }): Promise<BenefitFigures[]> {
  return tx.rows<BenefitFigures>(
    `with part as (
       select program_code, benefit, name, issued_at as at, 1 as issued, 0 as not_issued, 0 as used,
              case when state = 'given' then cost_cents end as cost_cents, (state = 'given' and cost_cents is null)::int as without_cost
       from benefits.issue where issued_on between $1 and $2 and state <> 'not-issued'
       union all
       select program_code, benefit, name, issued_at, 0, 1, 0, null, 0
       from benefits.issue where issued_on between $1 and $2 and state = 'not-issued'
       union all
       select program_code, benefit, name, used_at, 0, 0, 1, cost_cents, (cost_cents is null)::int
       from benefits.use where used_on between $1 and $2 and undone_at is null
     )
     select program_code as "programCode", benefit, (array_agg(name order by at desc))[1] as name,
            sum(issued)::bigint as issued, sum(not_issued)::bigint as "notIssued", sum(used)::bigint as used,
            coalesce(sum(cost_cents), 0)::bigint as "costCents", sum(without_cost)::bigint as "withoutCost"
     from part group by program_code, benefit order by program_code, benefit`,
    [from, to],
  )
}
