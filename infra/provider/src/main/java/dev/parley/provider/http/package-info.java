/** The provider's HTTP interfaces: the merchant's, the payer's page, and the control. */
package dev.parley.provider.http;
