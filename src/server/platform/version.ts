/** The version of the product, as packages, pages and the API name it. */
export const version = '0.1.0'
