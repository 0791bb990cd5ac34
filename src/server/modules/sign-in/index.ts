export { staffAuthenticator } from './authenticate-staff.ts'
export { forgetOldSignIns } from './forget-old-sign-ins.ts'
export { signInRoutes } from './sign-in-routes.ts'
export { openStaffAuth, type Passwords } from './staff-auth.ts'
