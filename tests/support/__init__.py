"""What tests share: small plans, worked examples, brute force, engines that lie, paths."""
