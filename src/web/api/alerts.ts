import type { Alert, Alerts } from './answers.ts'
import { read, send } from './client.ts'

export const readAlerts = () => read<Alerts>('/v1/alerts')
export const acknowledgeAlert = (alertId: string, key: string) =>
  send<Alert>('POST', `/v1/alerts/${encodeURIComponent(alertId)}/acknowledge`, { body: {}, key })
