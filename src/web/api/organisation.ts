import type {
  AddApiKey,
  AddStaff,
  AddStore,
  AddTill,
  AddTillKey,
  ChangeStaff,
  Key,
  Keys,
  NewKey,
  Staff,
  StaffPage,
  Store,
  Stores,
} from './answers.ts'
import { read, send } from './client.ts'

export const readStores = () => read<Stores>('/v1/stores')
export const readStaff = () => read<StaffPage>('/v1/staff')
export const readKeys = () => read<Keys>('/v1/keys')
export const addStore = (body: AddStore, key: string) => send<Store>('POST', '/v1/stores', { body, key })
export const addStaff = (body: AddStaff, key: string) => send<Staff>('POST', '/v1/staff', { body, key })
export const addApiKey = (body: AddApiKey, key: string) => send<NewKey>('POST', '/v1/keys/api', { body, key })
export const addTillKey = (body: AddTillKey, key: string) => send<NewKey>('POST', '/v1/keys/till', { body, key })
export const revokeKey = (keyId: string, key: string) =>
  send<Key>('DELETE', `/v1/keys/${encodeURIComponent(keyId)}`, { key })

export const addTill = ({ storeCode, ...body }: AddTill & { storeCode: string }, key: string) =>
  send<Store>('POST', `/v1/stores/${encodeURIComponent(storeCode)}/tills`, { body, key })

export const changeStaff = ({ staffId, ...body }: ChangeStaff & { staffId: string }, key: string) =>
  send<Staff>('PATCH', `/v1/staff/${encodeURIComponent(staffId)}`, { body, key })
