"""The five producers of section 889 of the FY2019 NDAA, with subsidiaries and affiliates."""
