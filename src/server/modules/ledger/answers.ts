import { explainedValues, explainReason } from '../../../program/index.ts'
import type { Audience } from '../../../shared/audiences.ts'
import { dayOf } from '../../../shared/calendar.ts'
import type { BalanceList, EntryAnswer } from '../../../shared/contract/ledger.ts'
import type { Language } from '../../../shared/languages.ts'
import { invariant } from '../../platform/errors.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import type { Adjustment } from './adjustment-store.ts'
import type { AssetDirectory, NamedAsset } from './asset-directory.ts'
import { entrySentence } from './entry-texts.ts'
import type { BalanceLot, EntryDetail, MemberBalance, StoredEntry } from './statement-store.ts'
import type { TransferRule } from './transfer-rule.ts'

/** What turns ids into codes and names, read before any transaction begins. */
export type Names = { assets: AssetDirectory; stores: StoreDirectory; language: Language }

const nothing = { balance: 0, usable: 0, held: 0, pending: 0, debt: 0, lots: [] }

/** One balance for every asset, also where nothing was ever earned. */
export function balancesAnswer(
  balances: readonly MemberBalance[],
  assets: AssetDirectory,
  { zone, ruleOf }: { zone: string; ruleOf: (asset: NamedAsset) => TransferRule | null },
): BalanceList['balances'] {
  return assets.assets.map(asset => {
    const { balance, usable, held, pending, debt, lots } =
      balances.find(one => one.assetId === asset.assetId) ?? nothing
    const rule = ruleOf(asset)
    return {
      asset: asset.shownCode,
      name: asset.name,
      balance,
      usable,
      held,
      pending,
      debt,
      lots: lots.map(lot => lotAnswer(lot, zone)),
      ...(rule ? { transfer: { most: rule.limit.amount, per: periodOf(rule) } } : {}),
    }
  })
}

function periodOf({ limit: { period } }: TransferRule): 'day' | 'week' | 'month' | 'year' {
  invariant(period === 'day' || period === 'week' || period === 'month' || period === 'year', 'the schema has no other')
  return period
}

function lotAnswer({ expiresAt, grantedAt, usableFrom, pendingUntil, ...lot }: BalanceLot, zone: string) {
  return {
    ...lot,
    usableFrom: (lot.isPending && usableFrom?.toISOString()) || null,
    usableOn: lot.isPending && usableFrom ? dayOf(usableFrom, zone) : null,
    pendingUntil: lot.isPending ? pendingUntil : null,
    expiresAt: expiresAt?.toISOString() ?? null,
    // Ends are exclusive: the last day is the one that the last millisecond falls on.
    lastDay: expiresAt ? dayOf(new Date(expiresAt.getTime() - 1), zone) : null,
    grantedAt: grantedAt.toISOString(),
  }
}

export function entryAnswer(entry: StoredEntry, { assets, stores, language }: Names): EntryAnswer {
  const asset = assetOf(assets, entry.assetId)
  return {
    asset: asset.shownCode,
    version: entry.version,
    amount: entry.amount,
    balanceAfter: entry.balanceAfter,
    kind: entry.kind,
    postedAt: entry.postedAt.toISOString(),
    soldAt: entry.soldAt.toISOString(),
    storeCode: entry.storeId === null ? null : (stores.storeById(entry.storeId)?.code ?? null),
    receiptId: entry.receiptId,
    shortfall: entry.shortfall,
    programVersion: entry.programVersion,
    text: entrySentence(entry, asset.name, language),
  }
}

export function explanationAnswer(
  { entry, lots, reversedBy }: EntryDetail,
  names: Names,
  { programs, audience }: { programs: ProgramBook; audience: Audience },
) {
  const { programCode: code } = assetOf(names.assets, entry.assetId)
  const program = entry.programVersion === null ? undefined : programs.version(code, entry.programVersion)
  return {
    entry: entryAnswer(entry, names),
    program: program ? { code, version: program.version, name: program.name } : null,
    reasons: entry.reasons.flatMap(reason => {
      const texts = explainReason(reason, audience, { program: program ?? null })
      return texts ? [{ code: reason.code, rule: reason.rule, texts, values: explainedValues(reason, audience) }] : []
    }),
    lots: lots.map(lot => ({ ...lot, expiresAt: lot.expiresAt?.toISOString() ?? null })),
    reverses: entry.reversesVersion,
    reversedBy,
  }
}

export function adjustmentAnswer(
  adjustment: Adjustment,
  {
    assets,
    memberNumber,
    balance,
    readerId,
  }: { assets: AssetDirectory; memberNumber: string; balance: number | null; readerId: string },
) {
  return {
    adjustmentId: adjustment.adjustmentId,
    memberNumber,
    asset: assetOf(assets, adjustment.assetId).shownCode,
    points: adjustment.points,
    reason: adjustment.reason,
    state: adjustment.state,
    askedBy: adjustment.askedByName,
    isMine: adjustment.askedBy === readerId,
    decidedBy: adjustment.decidedByName,
    askedAt: adjustment.askedAt.toISOString(),
    balance,
  }
}

export function assetOf(assets: AssetDirectory, assetId: number): NamedAsset {
  const asset = assets.byId(assetId)
  invariant(asset, 'the asset of an entry is listed')
  return asset
}
