"""Tests of what somebody knows: a bank of questions, tests drawn from it, and attempts that lose nothing."""
