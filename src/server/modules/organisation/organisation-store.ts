import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'

export type Organisation = { name: string; timeZone: string; currency: string; isDemo: boolean }
export type StoreRow = { storeId: number; code: string; name: string; brandId: number; brandCode: string }
export type TillRow = { tillId: number; storeId: number; code: string; name: string }

export function findOrganisation(tx: Transaction): Promise<Organisation | undefined> {
  return tx.row<Organisation>(
    'select name, time_zone as "timeZone", currency, is_demo as "isDemo" from organisation.organisation',
  )
}

/** @returns false when the organisation was founded before; a founder who is at it now is waited for */
export async function insertOrganisation(
  tx: Transaction,
  { name, timeZone, currency, isDemo, foundedAt }: Organisation & { foundedAt: Date },
): Promise<boolean> {
  const inserted = await tx.run(
    `insert into organisation.organisation (name, time_zone, currency, is_demo, founded_at)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [name, timeZone, currency, isDemo, foundedAt],
  )
  return inserted === 1
}

export async function insertBrand(tx: Transaction, { code, name }: { code: string; name: string }): Promise<number> {
  const [brand] = await tx.rows<{ brand_id: number }>(
    'insert into organisation.brand (code, name) values ($1, $2) returning brand_id',
    [code, name],
  )
  invariant(brand, 'a brand that is inserted has an id')
  return brand.brand_id
}

/** The brand of a code; without a code the oldest one, which for most organisations is the only one. */
export async function findBrandId(tx: Transaction, code: string | undefined): Promise<number | undefined> {
  const brand = await tx.row<{ brand_id: number }>(
    'select brand_id from organisation.brand where $1::text is null or code = $1 order by brand_id limit 1',
    [code ?? null],
  )
  return brand?.brand_id
}

/** @returns undefined when the code is taken */
export async function insertStore(
  tx: Transaction,
  { code, name, brandId }: { code: string; name: string; brandId: number },
): Promise<StoreRow | undefined> {
  return tx.row<StoreRow>(
    `insert into organisation.store (code, name, brand_id) values ($1, $2, $3) on conflict (code) do nothing
     returning store_id as "storeId", code, name, brand_id as "brandId",
       (select brand.code from organisation.brand where brand.brand_id = $3) as "brandCode"`,
    [code, name, brandId],
  )
}

/** @returns undefined when the store has a till of this code */
export async function insertTill(
  tx: Transaction,
  { storeId, code, name }: { storeId: number; code: string; name: string },
): Promise<TillRow | undefined> {
  return tx.row<TillRow>(
    `insert into organisation.till (store_id, code, name) values ($1, $2, $3) on conflict (store_id, code) do nothing
     returning till_id as "tillId", store_id as "storeId", code, name`,
    [storeId, code, name],
  )
}

export function findStoreRows(tx: Transaction): Promise<StoreRow[]> {
  return tx.rows<StoreRow>(
    `select store_id as "storeId", store.code, store.name, brand_id as "brandId", brand.code as "brandCode"
     from organisation.store join organisation.brand using (brand_id) order by store.code`,
  )
}

export function findStoreRow(tx: Transaction, code: string): Promise<StoreRow | undefined> {
  return tx.row<StoreRow>(
    `select store_id as "storeId", store.code, store.name, brand_id as "brandId", brand.code as "brandCode"
     from organisation.store join organisation.brand using (brand_id) where store.code = $1`,
    [code],
  )
}

export function findTillRows(tx: Transaction): Promise<TillRow[]> {
  return tx.rows<TillRow>(
    'select till_id as "tillId", store_id as "storeId", code, name from organisation.till order by store_id, code',
  )
}

export function findTillsOfStore(tx: Transaction, storeId: number): Promise<TillRow[]> {
  return tx.rows<TillRow>(
    `select till_id as "tillId", store_id as "storeId", code, name
     from organisation.till where store_id = $1 order by code`,
    [storeId],
  )
}

/** @returns the ids of the codes that exist, by code */
export async function findStoreIds(tx: Transaction, codes: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.rows<{ code: string; store_id: number }>(
    'select code, store_id from organisation.store where code = any ($1::text[])',
    [codes],
  )
  return new Map(rows.map(row => [row.code, row.store_id]))
}
