/**
 * Commits can lose a race or their answer: how often, and after which pauses, they are made anew.
 */
package dev.parley.core.attempt;
