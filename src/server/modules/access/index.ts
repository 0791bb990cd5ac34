export { activeStaffWho } from './active-staff.ts'
export { addStaff } from './add-staff.ts'
export { staffErrors } from './errors.ts'
export { type FoundShop, foundShop } from './found-shop.ts'
export { refuseWeakPassword } from './password-strength.ts'
export { hashPassword, isOutdatedHash, isRightPassword, randomPassword } from './passwords.ts'
export { isPermission, type Permission, permissions, permissionsFor, tillPermissions } from './permissions.ts'
export { findSecondFactorRule } from './policy-store.ts'
export { resetSecondFactorByEmail } from './reset-second-factor.ts'
export { accessRoutes } from './routes.ts'
export { isSecondFactorMissing, needsSecondFactor } from './second-factor.ts'
export { countCodeTry, forgetCodeTries } from './second-factor-store.ts'
export type { StaffRole } from './staff.ts'
export {
  findPassword,
  findStaff,
  findStaffMember,
  findStaffMembers,
  replacePasswordHash,
  type StaffRow,
} from './staff-store.ts'
