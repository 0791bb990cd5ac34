export { raiseAlertWhenLookUpsSuspicious } from './raise-alert-when-look-ups-suspicious.ts'
export { alertRoutes } from './routes.ts'
