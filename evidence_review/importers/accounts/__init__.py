"""What people download from their accounts, one module or folder a service. Shared: `account_*`."""
