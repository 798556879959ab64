"""No test may depend on how busy the machine is: no deadline per example, no complaint about slow drawing."""

from hypothesis import HealthCheck, settings

settings.register_profile("verdeling", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("verdeling")
