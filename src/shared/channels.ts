/** Where something is sold, or where somebody joins. What the shop's own people do, at a till or in the console, is `till`. */
export const saleChannels = ['till', 'web', 'app', 'mini-program', 'phone', 'api'] as const
export type SaleChannel = (typeof saleChannels)[number]
