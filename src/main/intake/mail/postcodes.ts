/** A postcode of the supported countries: five digits, `90-710`, `3999-002`, `1011 AB`, `LS1 1AA`, … */
export const postcode =
  /(?<![\p{L}\p{N}-])(?:\d{5}(?:-\d{3,4})?|\d{2}-\d{3}|\d{4}-\d{3}|\d{4} ?[A-Z]{2}|\d{4}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})(?![\p{L}\p{N}])/u;
