export { rewardErrors } from './errors.ts'
export { rewardFinished, rewardRedeemed } from './events.ts'
export { rewardRoutes } from './routes.ts'
