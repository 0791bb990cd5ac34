import { phrases } from './phrases.ts'

export const roleTexts = phrases({
  owner: ['老板', '老闆', 'Owner'],
  operations: ['会员运营', '會員營運', 'Member operations'],
  cashier: ['店员', '店員', 'Cashier'],
  service: ['客服', '客服', 'Service agent'],
})
