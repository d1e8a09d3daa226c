/** AWS Signature Version 4, verified: whether a request was signed by who it says it was. */
package dev.parley.local.signature;
