import type { GoodsFileAnswer, GoodsFileBody } from '../../shared/contract/imports.ts'
import { send } from './client.ts'

/** Says what a file of goods would change, and writes nothing: it needs no key. */
export const tryGoodsFile = (body: GoodsFileBody) => send<GoodsFileAnswer>('POST', '/v1/goods-imports/trial', { body })
export const importGoodsFile = (body: GoodsFileBody, key: string) =>
  send<GoodsFileAnswer>('POST', '/v1/goods-imports', { body, key })
