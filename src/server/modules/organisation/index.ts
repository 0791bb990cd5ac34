export { addApiKey } from './add-api-key.ts'
export { addStaff } from './add-staff.ts'
export { addStore } from './add-store.ts'
export { addTill } from './add-till.ts'
export { addTillKey } from './add-till-key.ts'
export { authenticators } from './authenticators.ts'
export { organisationErrors } from './errors.ts'
export { type FoundOrganisation, foundOrganisation } from './found-organisation.ts'
export { apiKeyText, newKeyId, secretOf } from './key-secret.ts'
export { findOrganisation, type Organisation } from './organisation-store.ts'
export { hashPassword, randomPassword } from './passwords.ts'
export { isPermission, type Permission, permissions } from './permissions.ts'
export { organisationRoutes } from './routes.ts'
export { openStaffAuth, type StaffAuth } from './staff-auth.ts'
export { staffAuthRoutes } from './staff-auth-routes.ts'
export {
  findStoreByCode,
  findStoreById,
  findTillByCode,
  findTillById,
  forgetStores,
  type Store,
  StoreDirectory,
  storeDirectory,
  type Till,
} from './stores.ts'
export { tillDigests } from './till-digests.ts'
