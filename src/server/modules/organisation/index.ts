export { addStore } from './add-store.ts'
export { addTill } from './add-till.ts'
export { storesOf } from './answers.ts'
export { organisationErrors } from './errors.ts'
export { type FoundOrganisation, foundOrganisation } from './found-organisation.ts'
export {
  findOrganisation,
  findStoreIds,
  findStoreRow,
  findTillsOfStore,
  type Organisation,
} from './organisation-store.ts'
export { organisationRoutes } from './routes.ts'
export {
  findStoreByCode,
  findStoreById,
  findTillByCode,
  findTillById,
  forgetStores,
  heldDirectory,
  type Store,
  StoreDirectory,
  storeDirectory,
  type Till,
} from './stores.ts'
