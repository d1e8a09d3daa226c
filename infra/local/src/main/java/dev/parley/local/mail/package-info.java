/** SES for sending: what is sent is written as files that every mail program opens. */
package dev.parley.local.mail;
